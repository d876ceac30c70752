import { describe, expect, it } from '@jest/globals';
import { parseOptions } from './parse-options.js';

describe('the command line', () => {
  it('keeps data in the checkout unless told otherwise', () => {
    expect(parseOptions([], '/checkout')).toEqual({
      ok: true,
      options: { dataDir: '/checkout/.countersign', portBase: null, json: false, help: false },
    });
    expect(parseOptions(['--data', '/elsewhere', '--port-base', '9000', '--json'], '/checkout')).toEqual({
      ok: true,
      options: { dataDir: '/elsewhere', portBase: 9000, json: true, help: false },
    });
  });

  it.each(['80', '70000', 'x', '9000.5'])('refuses the port base %s with a sentence', (base) => {
    expect(parseOptions(['--port-base', base], '/')).toEqual({
      ok: false,
      message: `--port-base takes a port from 1024 to 65000, not "${base}".`,
    });
  });

  it('refuses an option it does not know', () => {
    expect(parseOptions(['--prot-base', '9000'], '/')).toMatchObject({ ok: false });
  });
});
