import { expect, test } from 'vitest';
import { networkOf } from './network-of.ts';

test.each([
  ['an IPv4 address is one', '203.0.113.7', '203.0.113.7'],
  ['so it is where IPv6 is spoken too', '::ffff:203.0.113.7', '203.0.113.7'],
  ['an IPv6 address is one of a customer’s many', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['however it is written', '2001:0DB8:1:2:ffff::1', '2001:db8:1:2::'],
  ['and an interface’s name is no part of it', 'fe80::1%eth0', 'fe80::'],
  ['what a proxy says that is none stays as it is', 'unknown', 'unknown'],
])('%s', (_, address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('the next customer has a network of their own', () => {
  expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'));
});
