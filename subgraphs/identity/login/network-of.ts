/** Whose network a request comes from, for limits by address. */
import ipaddr from 'ipaddr.js';

/** What a provider gives to one customer at the least: within it they choose any address (RFC 6177; RIPE-690, 4.2). */
const ONE_CUSTOMER_BITS = 64;

/**
 * The address itself for IPv4, its /64 for IPv6: who has one IPv6 address has 2^64 of them, and would have as many limits.
 * @param address as the connection, or a trusted proxy, has it; what is no address is its own network.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${ONE_CUSTOMER_BITS}`).toString();
}
