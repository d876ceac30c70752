/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:21c4514c79ea333ca612284efb888f73b554a74c9fc190cdc1c6945ddf29d13b';
