import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { modelList } from '../../domain/wire/request-only/filter-models.js';
import { RegistryCache } from '../../handlers/registry/registry-cache.js';
import { Authenticator } from './authenticator.js';
import { HttpRefusal } from './http-refusal.js';
import { pathOf } from './request-context.js';

/** The models that an agent may name: those that its tenant's providers offer in the family it speaks. */
@Controller()
export class ModelsController {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly registry: RegistryCache,
  ) {}

  @Get(['v1/models', 'openai/v1/models', 'anthropic/v1/models'])
  async list(@Req() request: FastifyRequest) {
    const caller = await this.authenticator.callerOf(request);
    const registry = await this.registry.of(caller.tenant);
    if (!registry.ok) throw new HttpRefusal(registry);
    const family = familyOf(request);
    const providers = [...registry.value.providers.values()].filter(({ api }) => api === family);
    const models = providers.flatMap(({ name, models: offered }) =>
      offered.map((model) => ({ id: model.name, provider: name })),
    );
    const unique = new Map(models.map((model) => [model.id, model]));
    return modelList(family, [...unique.values()]);
  }
}

/** Anthropic's clients say so on the path that both families share. */
function familyOf(request: FastifyRequest): 'openai' | 'anthropic' {
  const path = pathOf(request);
  if (path.startsWith('/anthropic/')) return 'anthropic';
  return path.startsWith('/v1/') && request.headers['anthropic-version'] !== undefined ? 'anthropic' : 'openai';
}
