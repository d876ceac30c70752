import type { Refused } from '@countersign/contracts';

export const tenantUnknown: Refused = {
  ok: false,
  refusal: {
    reasonCode: 'tenant_unknown',
    message: 'No governance is in force for this tenant.',
    remedy: 'An administrator publishes it with: countersign apply -f governance/',
  },
};
