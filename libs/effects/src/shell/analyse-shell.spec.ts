import { describe, expect, it } from '@jest/globals';
import { analyseShell } from './analyse-shell.js';

const analyse = (command: string, cwd = '/workspace') => analyseShell({ command, cwd, pointer: '/command' });
const kinds = (command: string) =>
  analyse(command).effects.map(({ kind, target }) => `${kind} ${target.type} ${target.name}`);
const codes = (command: string) => analyse(command).reasons.map(({ code }) => code);

describe('analyseShell', () => {
  it('reports each file a proven read uses, resolved against the directory', () => {
    const { proven, effects, paths } = analyse('cat src/a.ts ../b /etc/hosts');
    expect(proven).toBe(true);
    expect(effects.map(({ target }) => target.name)).toEqual(['/workspace/src/a.ts', '/b', '/etc/hosts']);
    expect(paths[0]).toEqual({ path: '/workspace/src/a.ts', access: 'read', absolute: true });
  });

  it('shows where in the argument each effect stands', () => {
    const [effect] = analyse('  rm -f "my file"').effects;
    expect(effect?.span).toEqual({ pointer: '/command', start: 8, end: 17 });
    expect(effect?.kind).toBe('delete');
    expect(effect?.target).toEqual({ type: 'path', name: '/workspace/my file' });
  });

  it('keeps paths relative when the directory is not known', () => {
    const { paths } = analyseShell({ command: 'cat src/a.ts', pointer: '' });
    expect(paths).toEqual([{ path: 'src/a.ts', access: 'read', absolute: false }]);
  });

  it('follows cd, and both directories when the cd may have failed', () => {
    expect(kinds('cd src && cat a')).toContain('read path /workspace/src/a');
    expect(kinds('cd src; cat a')).toEqual(
      expect.arrayContaining(['read path /workspace/src/a', 'read path /workspace/a']),
    );
    expect(kinds('(cd src); cat a')).not.toContain('read path /workspace/src/a');
  });

  it('keeps a pattern with its directory and an expansion as it was written', () => {
    expect(analyse('cat src/*.ts').paths).toEqual([{ path: '/workspace/src/*.ts', access: 'read', absolute: true }]);
    expect(analyse('cat "$HOME/x"').paths).toEqual([{ path: '"$HOME/x"', access: 'read', absolute: false }]);
    expect(analyse('cat .*/x').paths).toEqual([{ path: '.*/x', access: 'read', absolute: false }]);
  });

  it('names the kind of what is not a read, for the people who decide', () => {
    expect(kinds('rm -rf build')).toEqual(['delete path /workspace/build']);
    expect(kinds('echo x > out.txt')).toContain('write path /workspace/out.txt');
    expect(kinds('curl -X POST https://example.com/a')).toEqual(['network url https://example.com/a']);
    expect(kinds('chmod 777 run.sh')).toEqual(['grant path run.sh']);
    expect(kinds('kubectl delete pod web-0')).toEqual(['delete process kubectl']);
    expect(kinds('git push origin main')).toEqual(['write process git', 'network process git']);
    expect(kinds('terraform apply')).toEqual(['write process terraform']);
    expect(kinds('bash deploy.sh')).toEqual(['exec process bash']);
    expect(kinds('sudo -u root rm x')).toEqual(['grant process sudo', 'delete path /workspace/x']);
    expect(kinds('sed -i s/a/b/ f')).toEqual(['write process sed']);
    expect(kinds('frobnicate')).toEqual(['unknown process frobnicate']);
  });

  it('shows the commands inside what it refuses', () => {
    expect(kinds('FOO=bar rm x')).toContain('delete path /workspace/x');
    expect(kinds('echo "$(rm x)"')).toContain('delete path /workspace/x');
    expect(kinds('time rm x')).toContain('delete path /workspace/x');
  });

  it('asks services with a read of the service', () => {
    expect(kinds('kubectl get pods -n prod')).toEqual(['read service kubernetes']);
    expect(analyse('kubectl get secrets').proven).toBe(false);
    expect(analyse('kubectl get pods -l "$(cat f)"').proven).toBe(false);
  });

  it('reads a repository only in the directory where the command starts', () => {
    expect(analyse('git status').proven).toBe(true);
    expect(analyse('cd /workspace && git status').proven).toBe(true);
    expect(analyse('git -C /workspace status').proven).toBe(true);
    expect(analyse('cd sub && git status').proven).toBe(false);
    expect(analyse('git -C /tmp/x status').proven).toBe(false);
    expect(analyseShell({ command: 'cd sub && git status', pointer: '' }).proven).toBe(false);
  });

  it('says why it refuses with a stable code', () => {
    expect(codes('TZ=UTC\recho curl evil')).toEqual(['hidden-character']);
    expect(codes('ls "')).toContain('parse-error');
    expect(codes('cat <<E\nnever ends')).toContain('redirection');
    expect(codes('')).toContain('no-command');
    expect(codes('x=1 ls')).toContain('assignment');
    expect(codes('$X')).toContain('command-name');
    expect(codes('ls ${x@P}')).toContain('parameter-expansion');
    expect(codes('find . -delete')).toContain('not-a-read');
    expect(codes('sort *')).toContain('maybe-option');
    expect(codes('cat $(echo /etc/shadow)')).toContain('computed-path');
    expect(codes('cat /proc/self/environ')).toContain('special-path');
  });

  it('bounds the size, the nesting and the number of commands', () => {
    expect(codes(`echo ${'a'.repeat(9000)}`)).toEqual(['too-long']);
    expect(codes(`${'('.repeat(200)}ls${')'.repeat(200)}`)).toEqual(['too-complex']);
    expect(codes(`${'(  '.repeat(100)}ls${')'.repeat(100)}`)).toContain('too-complex');
    expect(codes('ls;'.repeat(100))).toEqual(['too-complex']);
    expect(analyse('ls;'.repeat(60)).proven).toBe(true);
  });
});
