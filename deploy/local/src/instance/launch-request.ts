export interface LaunchRequest {
  dataDir: string;
  /** First of the ports to use; those of the last start, or the usual ones, when null. */
  portBase: number | null;
  /** The environment of whoever starts: DATABASE_URL, NATS_URL, NATS_SERVER_BIN, COUNTERSIGN_<SERVICE>_<SETTING>. */
  environment: NodeJS.ProcessEnv;
  /** A folder per tenant; that of the checkout when left out. */
  governanceDir?: string;
  /** Takes sentences for the person who starts this: progress, moved ports, parts that fell and rose. */
  notice: (text: string) => void;
}
