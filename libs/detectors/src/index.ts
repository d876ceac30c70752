export { compileCustom, type CustomDetectors } from './custom/compile-custom.js';
export { detect, type Detection } from './detect.js';
export type { Finding, PartStretch, TextPart } from './finding.js';
export type { ScanMemory } from './scan-memory.js';
export { placeholderOf, redact } from './redact.js';
