import { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { onEndRequests } from './end-requests.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

function requests() {
  vi.useFakeTimers();
  const source = Object.assign(new EventEmitter(), { ppid: 1000 });
  const first = vi.fn();
  const again = vi.fn();
  onEndRequests(first, again, source);
  return { source, first, again };
}

test('the Ctrl-C that npm hands on once more is the same one; a later one is another', () => {
  const { source, first, again } = requests();
  source.emit('SIGINT');
  vi.advanceTimersByTime(2);
  source.emit('SIGINT');
  expect(first).toHaveBeenCalledOnce();
  expect(again).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  source.emit('SIGINT');
  expect(first).toHaveBeenCalledOnce();
  expect(again).toHaveBeenCalledOnce();
});

test.each(['start', 'dev'])('under npm %s, npm that is gone asks to end', (script) => {
  vi.stubEnv('npm_lifecycle_event', script);
  const { source, first } = requests();
  vi.advanceTimersByTime(2_000);
  expect(first).not.toHaveBeenCalled();
  source.ppid = 1;
  vi.advanceTimersByTime(2_000);
  expect(first).toHaveBeenCalledOnce();
});

test('without npm, a parent may go: somebody started us to stay', () => {
  vi.stubEnv('npm_lifecycle_event', undefined);
  const { source, first } = requests();
  source.ppid = 1;
  vi.advanceTimersByTime(2_000);
  expect(first).not.toHaveBeenCalled();
});
