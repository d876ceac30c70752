/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:247d9b8aaf4e22fcc35cf9782edc5785b82d88b26b383c22d641544dc8530385';
