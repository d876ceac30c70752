export declare class SetupError extends Error {}
export declare function installMissing(root: string, progress?: (line: string) => void): boolean;
export declare function build(root: string, progress?: (line: string) => void): void;
