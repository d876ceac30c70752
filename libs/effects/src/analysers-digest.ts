/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:d4306ae8001b4ae42744db613c772a92852866e7f756bf9347cc8116677e7cbf';
