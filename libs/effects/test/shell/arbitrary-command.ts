import fc from 'fast-check';

const WORDS =
  `ls cat echo grep wc f g -n -l -o a=b x foo 'x' "x" "a b" $X "$X" \${X} \${X:-y} "\${X#p}" $(ls) "$(ls)" * *.t ? [a] ~ ~/x {a,b} {1..3} $'\\t' \\a \\" "\\"" '"' $((1+2)) "" '' # #c a#b ! = rm touch \\\\ $ "$" $# $? @ + - -- : . / 1 é {} {,} a\\ b \\# \\; '#' \`ls\` \${#X} \${X%y} head true read -r v [ [[ ] ]] -f test printf %s sort xargs find -exec sed awk v=x v=-o v=$(ls) v=$X "$v" $v LC_ALL=C TZ=UTC time timeout 5 nice uniq date +%F $(date +%F) $(nproc) $((v+1))`.split(
    ' ',
  );

const OPERATORS = [
  ...[
    '; ',
    '\n',
    ' | ',
    ' || ',
    ' && ',
    ' & ',
    ' ( ',
    ' ) ',
    ' { ',
    ' } ',
    ' < ',
    ' > ',
    ' >> ',
    ' << ',
    ' <<< ',
    ' 2>&1 ',
  ],
  ...[
    ' >/dev/null ',
    ' 2>/dev/null ',
    ' <f ',
    ' >Z ',
    ' |& ',
    ' <(',
    ' ;; ',
    ' if ',
    ' then ',
    ' else ',
    ' fi ',
    ' for ',
  ],
  ...[
    ' in ',
    ' do ',
    ' done ',
    ' while ',
    ' case ',
    ' esac ',
    ' <<E\nx\nE\n',
    " <<'E'\n$(rm)\nE\n",
    ' \\\n',
    ' $( ',
    '`',
    '"',
  ],
  ...[
    "'",
    '; }',
    'for v in a b; do ',
    'while read -r v; do ',
    '; v=1; ',
    ' && v=$(wc -l <f); ',
    '; for v in $(seq 1 2) x; do ',
    'while IFS=, read -r v X; do ',
    'if ls; then ',
    '; done ',
    '; fi ',
    'case x in x) ',
    ';; esac ',
  ],
];

const separator = fc.constantFrom(' ', ' ', ' ', '', '\t');
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.constantFrom(...OPERATORS) },
);

/** Commands put together from pieces of shell, most of them broken, some of them surprising. */
export const arbitraryCommand: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('ls ', 'echo ', 'cat ', ''), fc.array(fc.tuple(separator, piece), { maxLength: 12 }))
  .map(([start, rest]) => start + rest.flat().join(''));

/** Text close to a command, character by character. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...'aaal \'"\\$`(){}<>;&|#!\n\t=~*?[]-,.XE012 é'), { maxLength: 24 })
  .map((characters) => `ls ${characters.join('')}`);
