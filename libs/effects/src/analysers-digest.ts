/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:f9eaad2633869f27ef73b59af3b840802b848e653f8473a949bdc1a3c23e0424';
