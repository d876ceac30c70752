/** Turns the parser's byte offsets (UTF-8) into UTF-16 offsets of the string that was parsed. */
export class ByteOffsets {
  private readonly ascii: boolean;

  constructor(private readonly sql: string) {
    this.ascii = Buffer.byteLength(sql, 'utf8') === sql.length;
  }

  toUtf16(byteOffset: number): number {
    if (this.ascii) return Math.min(byteOffset, this.sql.length);
    let bytes = 0;
    let units = 0;
    for (const character of this.sql) {
      if (bytes >= byteOffset) break;
      bytes += Buffer.byteLength(character, 'utf8');
      units += character.length;
    }
    return units;
  }
}
