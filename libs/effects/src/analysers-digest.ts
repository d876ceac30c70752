/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:4ceb737f412360d77a73a1b0ebd2cc5f4abf760c412f79f7ee795599810c1a10';
