/** A token that says by its first characters whose it is. */
export interface TokenFormat {
  name: string;
  /** One of these begins the token. */
  prefixes: readonly string[];
  /** What follows the prefix: classes with bounds, one after the other, so that matching takes linear time. */
  rest: string;
}

const word = '[A-Za-z0-9_]';
const dashed = '[A-Za-z0-9_-]';
const hex = '[0-9a-f]';

/** As the issuers document them. The most particular come first among those that begin alike. */
export const tokenFormats: readonly TokenFormat[] = [
  { name: 'countersign-key', prefixes: ['csa_', 'csp_'], rest: `${dashed}{32,128}` },
  { name: 'aws-access-key', prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA'], rest: '[A-Z0-9]{16}' },
  { name: 'github-token', prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], rest: '[A-Za-z0-9]{36,255}' },
  { name: 'github-token', prefixes: ['github_pat_'], rest: `${word}{22,255}` },
  { name: 'gitlab-token', prefixes: ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-'], rest: `${dashed}{20,300}` },
  {
    name: 'slack-token',
    prefixes: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxp-', 'xoxr-', 'xoxs-'],
    rest: '[A-Za-z0-9-]{10,250}',
  },
  { name: 'slack-token', prefixes: ['xapp-'], rest: '[0-9]-[A-Za-z0-9-]{10,250}' },
  {
    name: 'slack-webhook',
    prefixes: ['hooks.slack.com/services/'],
    rest: '[A-Z0-9]{8,12}/[A-Z0-9]{8,12}/[A-Za-z0-9]{20,32}',
  },
  { name: 'stripe-key', prefixes: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'], rest: '[A-Za-z0-9]{16,250}' },
  { name: 'stripe-webhook-secret', prefixes: ['whsec_'], rest: '[A-Za-z0-9+/=]{24,100}' },
  { name: 'anthropic-key', prefixes: ['sk-ant-'], rest: `${dashed}{20,200}` },
  { name: 'openai-key', prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'], rest: `${dashed}{20,250}` },
  { name: 'model-provider-key', prefixes: ['sk-'], rest: `(?:or-v1-)?[A-Za-z0-9]{32,128}` },
  { name: 'google-api-key', prefixes: ['AIza'], rest: `${dashed}{35}` },
  { name: 'google-oauth-token', prefixes: ['ya29.'], rest: `${dashed}{20,500}` },
  { name: 'google-client-secret', prefixes: ['GOCSPX-'], rest: `${dashed}{28}` },
  { name: 'npm-token', prefixes: ['npm_'], rest: '[A-Za-z0-9]{36}' },
  { name: 'pypi-token', prefixes: ['pypi-AgE'], rest: `${dashed}{50,500}` },
  { name: 'rubygems-key', prefixes: ['rubygems_'], rest: `${hex}{48}` },
  { name: 'sendgrid-key', prefixes: ['SG.'], rest: `${dashed}{22}[.]${dashed}{43}` },
  { name: 'mailgun-key', prefixes: ['key-'], rest: `${hex}{32}` },
  { name: 'digitalocean-token', prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'], rest: `${hex}{64}` },
  { name: 'vault-token', prefixes: ['hvs.', 'hvb.', 'hvr.'], rest: `${dashed}{24,500}` },
  { name: 'terraform-token', prefixes: ['.atlasv1.'], rest: `${dashed}{60,70}` },
  { name: 'databricks-token', prefixes: ['dapi'], rest: `${hex}{32}` },
  { name: 'docker-token', prefixes: ['dckr_pat_', 'dckr_oat_'], rest: `${dashed}{27,64}` },
  { name: 'huggingface-token', prefixes: ['hf_'], rest: '[A-Za-z]{34}' },
  { name: 'model-provider-key', prefixes: ['gsk_', 'xai-', 'pplx-'], rest: '[A-Za-z0-9]{40,120}' },
  { name: 'replicate-token', prefixes: ['r8_'], rest: '[A-Za-z0-9]{37}' },
  { name: 'linear-key', prefixes: ['lin_api_'], rest: '[A-Za-z0-9]{40}' },
  { name: 'notion-token', prefixes: ['ntn_'], rest: '[A-Za-z0-9]{40,60}' },
  { name: 'shopify-token', prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpss_'], rest: '[0-9a-fA-F]{32}' },
  { name: 'square-token', prefixes: ['sq0atp-', 'sq0csp-'], rest: `${dashed}{22,43}` },
  { name: 'sentry-token', prefixes: ['sntrys_', 'sntryu_'], rest: '[A-Za-z0-9_=+/-]{40,500}' },
  { name: 'grafana-token', prefixes: ['glsa_'], rest: '[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}' },
  { name: 'newrelic-key', prefixes: ['NRAK-'], rest: '[A-Z0-9]{27}' },
  { name: 'postman-key', prefixes: ['PMAK-'], rest: `${hex}{24}-${hex}{34}` },
  { name: 'azure-storage-key', prefixes: ['AccountKey='], rest: '[A-Za-z0-9+/]{86}==' },
  { name: 'age-secret-key', prefixes: ['AGE-SECRET-KEY-1'], rest: '[A-Z0-9]{58}' },
  { name: 'json-web-token', prefixes: ['eyJ'], rest: `${dashed}{8,2000}[.]eyJ${dashed}{4,4000}[.]${dashed}{8,1000}` },
];
