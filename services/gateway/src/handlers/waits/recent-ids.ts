/** The last so many ids; older ones are forgotten. */
export class RecentIds {
  private readonly ids = new Set<string>();

  constructor(private readonly most: number) {}

  add(id: string): void {
    const [oldest] = this.ids;
    if (this.ids.size >= this.most && oldest !== undefined) this.ids.delete(oldest);
    this.ids.add(id);
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}
