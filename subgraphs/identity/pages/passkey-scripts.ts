/**
 * The only scripts of the pages: a passkey cannot be asked for without. Each shows its button when the browser can do it, so
 * that who has no JavaScript sees the rest of the page as it is.
 */
const SHARED = `
async function send(path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
function onButton(id, act) {
  const place = document.getElementById('passkey');
  if (!place || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  const problem = document.getElementById('passkey-problem');
  place.hidden = false;
  document.getElementById(id).addEventListener('click', async () => {
    problem.textContent = '';
    try {
      location.assign(await act(place.dataset.path, place.dataset.token));
    } catch {
      problem.textContent = place.dataset.failed;
    }
  });
}
`;

export const PASSKEY_SCRIPTS: Readonly<Record<string, string>> = {
  '/passkey-login.js': `'use strict';${SHARED}
onButton('use-passkey', async (path, token) => {
  const options = await send(path + '/passkey-options', { token });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey });
  return (await send(path + '/passkey', { token, response: credential.toJSON() })).next;
});
`,
  '/passkey-add.js': `'use strict';${SHARED}
onButton('add-passkey', async (path, token) => {
  const options = await send(path + '/options', { token });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey });
  return (await send(path + '/add', { token, response: credential.toJSON() })).next;
});
`,
};
