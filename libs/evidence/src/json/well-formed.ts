/** True if the string holds no lone surrogate. Every supported Node has the method; the es2023 type library does not. */
export function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}
