import { z } from 'zod';

export const serviceSchema = z.enum(['gateway', 'policy', 'approvals', 'credentials', 'audit', 'console']);
export type Service = z.infer<typeof serviceSchema>;
export const services: readonly Service[] = serviceSchema.options;
