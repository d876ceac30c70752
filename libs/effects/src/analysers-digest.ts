/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:eb4b2c3b9bb7234f26263d1b90eb7dec54adbfe197de0c93c876d4017d53bd07';
