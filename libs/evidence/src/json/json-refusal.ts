/** Why a text is not accepted as JSON. The message never quotes the input; the offset counts bytes from its start. */
export interface JsonRefusal {
  reasonCode:
    | 'json_syntax'
    | 'json_duplicate_key'
    | 'json_too_deep'
    | 'json_too_large'
    | 'json_number_range'
    | 'json_lone_surrogate'
    | 'json_invalid_utf8'
    | 'json_forbidden_key';
  message: string;
  offset: number;
}
