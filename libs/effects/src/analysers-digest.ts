/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:7f8b6c7b9f1adcb6eb79536fdddb9ef94b0823db78107750b73e175d09af24a1';
