/** Plain lines for a reader. */
export class Say {
  private steps = 0;

  constructor(private readonly write: (text: string) => void) {}

  step(text: string): void {
    this.steps += 1;
    this.write(`\n${this.steps}. ${text}\n`);
  }

  end(text: string): void {
    this.write(`\n${text}\n`);
  }

  line(text: string): void {
    this.write(`   ${text}\n`);
  }

  lines(texts: readonly string[]): void {
    for (const text of texts) this.line(text.trimEnd());
  }

  command(text: string): void {
    this.write(`   $ ${text}\n`);
  }
}
