/** Where MySQL reads a text otherwise than Postgres' parser: comments with code, other quotes, escapes, sequences. */
const DIFFERS = /[\\`"#]|--|\/\*|\bnextval\b/i;

const SHOWS =
  /^show (?:full )?(?:processlist|databases|tables|(?:global |session )?(?:status|variables)|engines|open tables|table status|binary logs|(?:master|slave|replica|engine innodb) status|create table [\w.]+|columns from [\w.]+|index from [\w.]+)(?: like '[\w%]+')?;?$/i;

const words = (list: string): string[] => list.split(' ');

/** What may stand before an opening bracket: words of the language, and functions that MySQL itself brings, so that no stored function can have the name. */
const MAY_OPEN: ReadonlySet<string> = new Set([
  ...words('all and any as between by case distinct else except exists from having in intersect join like not on or'),
  ...words('over select some then union using values when where char decimal numeric varchar'),
  ...words(
    'abs avg cast ceil ceiling char_length coalesce concat concat_ws count dense_rank extract first_value floor',
  ),
  ...words('greatest lag last_value lead least left length lower ltrim max md5 min mod now nullif ntile power rank'),
  ...words('replace reverse right round row_number rtrim sqrt stddev substring sum trim upper version'),
]);

function opensOnlyKnown(sql: string): boolean {
  const withoutTexts = sql.replace(/'(?:[^']|'')*'/g, ' ');
  return [...withoutTexts.matchAll(/([\w$.]+)\s*\(/g)].every(([, name]) => MAY_OPEN.has((name ?? '').toLowerCase()));
}

/** A statement that only shows how the server stands. */
export const isMysqlShow = (sql: string): boolean => SHOWS.test(sql);

/** False when MySQL could take this for something else than Postgres' parser does, or call a function that somebody stored there. */
export const readsAsInPostgres = (sql: string): boolean => !DIFFERS.test(sql) && opensOnlyKnown(sql);
