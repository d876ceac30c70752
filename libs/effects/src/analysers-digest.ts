/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:a95067ea009585ab77a99ff5b090af25f7802a535d14685c2a794a74b63b7a72';
