export declare function sourceState(root: string): string;
export declare function stampBuild(root: string, state: string): void;
export declare function isBuilt(root: string, state: string): boolean;
