/** Made by tools/analysers-digest.mjs: which analysers these are. */
export const analysersDigest = 'sha256:c62282e3eea093d94ee0a135c47110df44b125215d4447c63c2c43649126c3f6';
