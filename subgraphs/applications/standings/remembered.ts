/**
 * Gives what was computed before while it is fresh enough: who asks at once waits for one computation. What failed is not
 * remembered.
 */
export function remembered<Value>(
  compute: (now: Date) => Promise<Value>,
  freshMs: number,
): (now: Date) => Promise<Value> {
  let last: { readonly at: number; readonly value: Promise<Value> } | null = null;
  return (now) => {
    const age = last ? now.getTime() - last.at : Number.POSITIVE_INFINITY;
    if (last && age >= 0 && age < freshMs) return last.value;
    const computed = { at: now.getTime(), value: compute(now) };
    last = computed;
    computed.value.catch(() => {
      if (last === computed) last = null;
    });
    return computed.value;
  };
}
