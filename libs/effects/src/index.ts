export { deriveEffects, type DeriveOptions } from './derive-effects.js';
export type { Access, EffectAnalysis, HttpRequestUse, PathUse, Reason, RelationUse } from './effect-analysis.js';
export { analyseHttp, type HttpAnalysis, type HttpInput } from './http/analyse-http.js';
export { type AddressScope, classifyAddress, isPublicAddress } from './http/classify-address.js';
export { type AllowedRequests, matchesAllowed } from './http/matches-allowed.js';
export { loadAnalysers } from './load-analysers.js';
export { analysePath, type PathAnalysis } from './path/analyse-path.js';
export { isWithin } from './path/is-within.js';
export { analyseSql, type SqlAnalysis } from './sql/analyse-sql.js';
