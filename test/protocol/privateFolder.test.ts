// What is read of the private folder: where it lies, and a service file that is whole or nothing.
import { describe, expect, test } from 'vitest';
import { parseServiceFile, privateHome } from '../../protocol/privateFolder.ts';

describe('the service file', () => {
  test('is read with its port and tokens; before the first start nobody has a pid', () =>
    expect(parseServiceFile('{"port":4711,"token":"t","secret":"s"}')).toEqual({
      port: 4711,
      token: 't',
      secret: 's',
      pid: 0,
      version: '',
    }));
  test.each(['', '{', 'null', '[]', '{"port":4711}', '{"port":"4711","token":"t","secret":"s"}'])(
    'counts as none when it is %j',
    text => expect(parseServiceFile(text)).toBeNull(),
  );
});

describe('the private folder', () => {
  test.each([
    [{ TRAINYARD_HOME: '/own/' }, '/own'],
    [{ XDG_STATE_HOME: '/state' }, '/state/trainyard'],
    [{ XDG_STATE_HOME: 'relative' }, '/home/ada/.local/state/trainyard'],
    [{}, '/home/ada/.local/state/trainyard'],
  ])('with %j lies at %s', (env, home) => expect(privateHome(env, '/home/ada')).toBe(home));
});
