/** Apps to develop with. In production there is none of them (a test says so): each is registered there by an operator. */
import type { ClientMetadata } from 'oidc-provider';

const PUBLIC_APP: Partial<ClientMetadata> = {
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
};

export const DEVELOPMENT_CLIENTS: readonly ClientMetadata[] = [
  {
    ...PUBLIC_APP,
    client_id: 'portal',
    client_name: 'Citizens’ portal',
    name_bn: 'নাগরিক পোর্টাল',
    application_type: 'web',
    redirect_uris: [
      'https://portal.nagarik.example/callback',
      'http://localhost:3000/callback',
      'http://localhost:4000/callback',
      'http://127.0.0.1:3000/callback',
    ],
    post_logout_redirect_uris: ['https://portal.nagarik.example/', 'http://localhost:3000/'],
  },
  {
    ...PUBLIC_APP,
    client_id: 'offices',
    client_name: 'Desk for offices and service centres',
    name_bn: 'অফিস ও সেবাকেন্দ্রের ডেস্ক',
    application_type: 'web',
    redirect_uris: ['https://offices.nagarik.example/callback', 'http://localhost:3001/callback'],
    post_logout_redirect_uris: ['https://offices.nagarik.example/', 'http://localhost:3001/'],
    backchannel_logout_uri: 'http://127.0.0.1:3001/logged-out',
    backchannel_logout_session_required: true,
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:token-exchange'],
  },
  {
    ...PUBLIC_APP,
    client_id: 'mobile',
    client_name: 'Citizens’ mobile app',
    name_bn: 'নাগরিক মোবাইল অ্যাপ',
    application_type: 'native',
    // RFC 8252: a claimed https address, a private-use scheme, and loopback at any port.
    redirect_uris: [
      'https://app.nagarik.example/callback',
      'bd.gov.nagarik.app:/callback',
      'http://127.0.0.1/callback',
      'http://[::1]/callback',
    ],
    post_logout_redirect_uris: ['bd.gov.nagarik.app:/logged-out'],
  },
];
