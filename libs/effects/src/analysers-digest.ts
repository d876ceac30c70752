/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:a1cc43e2713c1750baa6429955e7e0993da90b8ea3a0f72fe860f0f67342ee55';
