/** Pays as a browser does: opens the provider's page, and sends its form back with the cookie that came with it. */
export async function pay(checkoutUrl: string): Promise<void> {
  const page = await fetch(checkoutUrl);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const html = await page.text();
  const [, action] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
  const [, token] = /name="token" value="([^"]+)"/.exec(html) ?? [];
  if (!action || !token) throw new Error(`${checkoutUrl} has no form to pay with`);
  const paid = await fetch(new URL(action, checkoutUrl), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }).toString(),
  });
  if (paid.status !== 303) throw new Error(`${checkoutUrl} answered ${paid.status}: ${await paid.text()}`);
}
