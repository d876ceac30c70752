import { hiddenCharacter } from '../hidden-character.js';

const MAX_LENGTH = 16_384;
/** Long chains of operators make deep trees; with this many the parser stays far from the end of its stack. */
const MAX_SYMBOLS = 3_000;

/** Why a text is not even parsed; undefined when it may be. */
export function checkText(sql: string): { code: string; message: string; at?: number } | undefined {
  if (sql.length > MAX_LENGTH) {
    return { code: 'sql-too-long', message: `The text has more than ${MAX_LENGTH} characters.` };
  }
  const hidden = hiddenCharacter(sql, '\t\n\r');
  if (hidden !== undefined) return { code: 'sql-hidden-character', ...hidden };
  const symbols = sql.match(/[^\p{L}\p{N}\s_,.'"]/gu)?.length ?? 0;
  if (symbols > MAX_SYMBOLS) return { code: 'sql-too-long', message: 'The text has too many operators.' };
  return undefined;
}
