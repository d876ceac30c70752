import { describe, expect, it } from '@jest/globals';
import { parseOptions } from '../../options.mjs';

const folders = { root: '/checkout', cwd: '/home/someone' };

describe('the command line', () => {
  it('keeps data in the checkout unless told otherwise', () => {
    const usual = {
      dataDir: '/checkout/.countersign',
      portBase: null,
      json: false,
      help: false,
      printNatsConfig: false,
    };
    expect(parseOptions([], folders)).toEqual(usual);
  });

  it('takes a data folder, a port base and JSON', () => {
    const options = parseOptions(['--data', 'second', '--port-base', '9000', '--json'], folders);
    expect(options).toMatchObject({ dataDir: '/home/someone/second', portBase: 9000, json: true, help: false });
  });

  it.each(['80', '70000', 'x', '9000.5'])('refuses the port base %s with a sentence', (base) => {
    const sentence = `--port-base takes a port from 1024 to 65000, not "${base}".`;
    expect(() => parseOptions(['--port-base', base], folders)).toThrow(sentence);
  });

  it('refuses an option it does not know', () => {
    expect(() => parseOptions(['--prot-base', '9000'], folders)).toThrow(/--prot-base/);
  });
});
