import { readFileSync } from 'node:fs';

type Corpus = Record<string, string[]>;

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export const ordinaryReads = Object.values(JSON.parse(read('./ordinary-reads.json')) as Corpus).flat();
export const adversarialSql = Object.values(JSON.parse(read('./adversarial.json')) as Corpus).flat();
export const schemaSql = read('./schema.sql');
