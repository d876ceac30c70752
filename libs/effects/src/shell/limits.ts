/** Bounds that keep the analysis of hostile input short. Beyond any of them the command is not proven. */
export const MAX_COMMAND_LENGTH = 8192;
export const MAX_OPENINGS = 128;
export const MAX_DEPTH = 80;
export const MAX_SIMPLE_COMMANDS = 64;
export const MAX_FINDINGS = 256;
export const MAX_CANDIDATES = 64;
export const MAX_TARGET_LENGTH = 1024;
