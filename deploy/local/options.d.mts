export interface StartOptions {
  dataDir: string;
  /** First of the ports to use; those of the last start, or the usual ones, when null. */
  portBase: number | null;
  json: boolean;
  help: boolean;
  printNatsConfig: boolean;
}
export declare const helpText: string;
export declare function parseOptions(argv: string[], folders: { root: string; cwd: string }): StartOptions;
