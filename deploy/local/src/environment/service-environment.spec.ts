import { describe, expect, it } from '@jest/globals';
import { listeningParts, type Ports } from '../ports/parts.js';
import { strayVariables } from './inherited-environment.js';
import { serviceEnvironment, type InstanceContext } from './service-environment.js';

const context: InstanceContext = {
  ports: Object.fromEntries(listeningParts.map((part, index) => [part, 9000 + index])) as Ports,
  files: {
    trustFile: '/s/trust.json',
    bootstrapFile: '/s/bootstrap.json',
    adminSignInFile: '/s/sign-in.json',
    manifestKeyFile: '/s/manifest.pem',
    leasePublicKeyFile: '/s/credentials.pub.pem',
    signingKeyFile: (service) => `/s/${service}.pem`,
  },
  secretStore: '/s/store',
  signerState: '/d/signer',
  exports: '/d/exports',
  bus: (service) => ({ servers: ['nats://127.0.0.1:1'], user: service, password: `${service}-password` }),
  database: (service) => ({ runtime: `postgres://${service}_rw`, owner: `postgres://${service}_owner` }),
  environment: {
    PATH: '/bin',
    AWS_SECRET_ACCESS_KEY: 'x',
    DATABASE_URL: 'postgres://root',
    COUNTERSIGN_GATEWAY_LOG_LEVEL: 'debug',
  },
};

describe('the environment of a service', () => {
  it('holds its own login at the bus and the database, and nobody else’s', () => {
    const gateway = serviceEnvironment('gateway', context);
    expect(gateway).toMatchObject({
      PORT: '9000',
      NATS_USER: 'gateway',
      NATS_PASSWORD: 'gateway-password',
      DATABASE_URL: 'postgres://gateway_rw',
      TRUST_FILE: '/s/trust.json',
    });
    expect(JSON.stringify(gateway)).not.toMatch(/policy_|audit_|credentials_|approvals-password|\/s\/store/);
  });

  it('gives a signing key to those that sign, and no other', () => {
    expect(serviceEnvironment('policy', context)).toMatchObject({ SIGNING_KEY_FILE: '/s/policy.pem' });
    for (const service of ['gateway', 'console'] as const) {
      expect(serviceEnvironment(service, context)).not.toHaveProperty('SIGNING_KEY_FILE');
    }
  });

  it('gives the console no database', () => {
    expect(serviceEnvironment('console', context)).not.toHaveProperty('DATABASE_URL');
  });

  it('keeps what audit must find again under the data folder, and shows it the keys of those who sign facts', () => {
    expect(serviceEnvironment('audit', context)).toMatchObject({
      ...{ SIGNER_STATE_DIR: '/d/signer', EXPORT_DIR: '/d/exports', TRUST_FILE: context.files.trustFile },
    });
  });

  it('lets none of the keys in the user’s shell through', () => {
    expect(serviceEnvironment('policy', context)).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
  });

  it('takes a setting meant for one service to that service alone', () => {
    expect(serviceEnvironment('gateway', context)).toMatchObject({ LOG_LEVEL: 'debug' });
    expect(serviceEnvironment('audit', context)).not.toHaveProperty('LOG_LEVEL');
  });

  it('tells a service which settings were meant for it, so that it can refuse one that it does not know', () => {
    expect(serviceEnvironment('gateway', context)).toMatchObject({ COUNTERSIGN_GIVEN_SETTINGS: 'LOG_LEVEL' });
    expect(serviceEnvironment('audit', context)).not.toHaveProperty('COUNTERSIGN_GIVEN_SETTINGS');
  });

  it('passes on what is meant for Node itself, which is no setting', () => {
    const environment = { COUNTERSIGN_AUDIT_NODE_OPTIONS: '--max-old-space-size=256' };
    expect(serviceEnvironment('audit', { ...context, environment })).toMatchObject({
      NODE_OPTIONS: '--max-old-space-size=256',
      COUNTERSIGN_GIVEN_SETTINGS: '',
    });
  });

  it('is not made from settings of a service that does not exist', () => {
    expect(
      strayVariables({ COUNTERSIGN_GATWAY_LOG_LEVEL: 'debug', COUNTERSIGN_URL: 'x', COUNTERSIGN_AUDIT_X: '1' }),
    ).toEqual([
      expect.stringMatching(/^COUNTERSIGN_GATWAY_LOG_LEVEL is meant for no service: .*Rename it or remove it\.$/),
    ]);
  });

  it('shows the secrets store to credentials only', () => {
    expect(serviceEnvironment('credentials', context)).toMatchObject({ SECRETS_DIR: '/s/store' });
    for (const service of ['gateway', 'policy', 'approvals', 'audit', 'console'] as const) {
      expect(serviceEnvironment(service, context)).not.toHaveProperty('SECRETS_DIR');
    }
  });
});
