import * as belgium from 'stdnum/lib/cjs/be/nn.js';
import * as brazil from 'stdnum/lib/cjs/br/cpf.js';
import * as canada from 'stdnum/lib/cjs/ca/sin.js';
import * as switzerland from 'stdnum/lib/cjs/ch/ssn.js';
import * as china from 'stdnum/lib/cjs/cn/ric.js';
import * as germany from 'stdnum/lib/cjs/de/idnr.js';
import * as spain from 'stdnum/lib/cjs/es/dni.js';
import * as spainForeigners from 'stdnum/lib/cjs/es/nie.js';
import * as finland from 'stdnum/lib/cjs/fi/hetu.js';
import * as france from 'stdnum/lib/cjs/fr/nir.js';
import * as britain from 'stdnum/lib/cjs/gb/nino.js';
import * as india from 'stdnum/lib/cjs/in/aadhaar.js';
import * as italy from 'stdnum/lib/cjs/it/codicefiscale.js';
import * as korea from 'stdnum/lib/cjs/kr/rrn.js';
import * as mexico from 'stdnum/lib/cjs/mx/curp.js';
import * as netherlands from 'stdnum/lib/cjs/nl/bsn.js';
import * as norway from 'stdnum/lib/cjs/no/fodselsnummer.js';
import * as poland from 'stdnum/lib/cjs/pl/pesel.js';
import * as sweden from 'stdnum/lib/cjs/se/personnummer.js';
import * as turkey from 'stdnum/lib/cjs/tr/tckimlik.js';
import * as america from 'stdnum/lib/cjs/us/ssn.js';

export interface NationalId {
  name: string;
  pattern: RegExp;
  validate: (value: string) => { isValid: boolean };
  /** Its check is weak or its form common: it counts only where one of these words stands shortly before it. */
  called?: RegExp;
}

/** Numbers that a state gives to a person, where a number can be told from any other: by its form and its check digits. */
export const nationalIds: readonly NationalId[] = [
  { name: 'us-ssn', pattern: /\d{3}-\d{2}-\d{4}/g, validate: america.validate },
  { name: 'us-ssn', pattern: /\d{9}/g, validate: america.validate, called: /ssn|social security/i },
  {
    name: 'ca-sin',
    pattern: /\d{3}[ -]\d{3}[ -]\d{3}/g,
    validate: canada.validate,
    called: /\bsin\b|social insurance|\bnas\b/i,
  },
  { name: 'gb-nino', pattern: /[A-Z]{2} \d{2} \d{2} \d{2} [A-D]/g, validate: britain.validate },
  {
    name: 'gb-nino',
    pattern: /[A-Z]{2}\d{6}[A-D]/g,
    validate: britain.validate,
    called: /nino|national insurance|\bni\b/i,
  },
  {
    name: 'de-idnr',
    pattern: /\d{2} ?\d{3} ?\d{3} ?\d{3}/g,
    validate: germany.validate,
    called: /steuer|idnr|tax id/i,
  },
  { name: 'fr-nir', pattern: /[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}/g, validate: france.validate },
  { name: 'es-dni', pattern: /\d{8}-?[A-HJ-NP-TV-Z]/g, validate: spain.validate },
  { name: 'es-nie', pattern: /[XYZ]-?\d{7}-?[A-HJ-NP-TV-Z]/g, validate: spainForeigners.validate },
  { name: 'it-codice-fiscale', pattern: /[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]/g, validate: italy.validate },
  { name: 'nl-bsn', pattern: /\d{9}/g, validate: netherlands.validate, called: /bsn|burgerservice/i },
  { name: 'be-nn', pattern: /\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}/g, validate: belgium.validate },
  { name: 'ch-ahv', pattern: /756\.\d{4}\.\d{4}\.\d{2}/g, validate: switzerland.validate },
  { name: 'pl-pesel', pattern: /\d{11}/g, validate: poland.validate, called: /pesel/i },
  { name: 'fi-hetu', pattern: /\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]/g, validate: finland.validate },
  {
    name: 'se-personnummer',
    pattern: /(?:\d{2})?\d{6}[-+]\d{4}/g,
    validate: sweden.validate,
    called: /person(?:nummer|nr)/i,
  },
  { name: 'no-fodselsnummer', pattern: /\d{6} ?\d{5}/g, validate: norway.validate, called: /f(?:ø|oe?)dsels/i },
  { name: 'tr-kimlik', pattern: /\d{11}/g, validate: turkey.validate, called: /kimlik|tckn/i },
  { name: 'br-cpf', pattern: /\d{3}\.\d{3}\.\d{3}-\d{2}/g, validate: brazil.validate },
  { name: 'br-cpf', pattern: /\d{11}/g, validate: brazil.validate, called: /cpf/i },
  { name: 'in-aadhaar', pattern: /\d{4} \d{4} \d{4}/g, validate: india.validate },
  { name: 'in-aadhaar', pattern: /\d{12}/g, validate: india.validate, called: /aadhaar|uidai/i },
  { name: 'cn-resident-id', pattern: /\d{17}[0-9X]/g, validate: china.validate },
  { name: 'kr-rrn', pattern: /\d{6}-\d{7}/g, validate: korea.validate },
  { name: 'mx-curp', pattern: /[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d/g, validate: mexico.validate },
];
