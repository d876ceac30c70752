import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isInScope } from '../../domain/identity/run-scope.js';
import { modelList } from '../../domain/wire/request-only/filter-models.js';
import { AllowedModels } from '../../handlers/registry/allowed-models.js';
import { RegistryCache } from '../../handlers/registry/registry-cache.js';
import { Authenticator } from './authenticator.js';
import { HttpRefusal } from './http-refusal.js';
import { pathOf } from './request-context.js';

/** The models that an agent may use: those that policy could let it call, at providers of the family it speaks. */
@Controller()
export class ModelsController {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly registry: RegistryCache,
    private readonly allowed: AllowedModels,
  ) {}

  @Get(['v1/models', 'openai/v1/models', 'anthropic/v1/models'])
  async list(@Req() request: FastifyRequest) {
    const caller = await this.authenticator.callerOf(request);
    const registry = await this.registry.of(caller.tenant);
    if (!registry.ok) throw new HttpRefusal(registry);
    const family = familyOf(request);
    const allowed = await this.allowed.of(caller, registry.value.revision);
    if (!allowed.ok) throw new HttpRefusal(allowed);
    const mine = allowed.value.filter(({ name }) => !caller.run || isInScope(caller.run, 'models', name));
    const models = mine.flatMap(({ name, providers }) => {
      const provider = providers.find((one) => registry.value.providers.get(one)?.api === family);
      return provider === undefined ? [] : [{ id: name, provider }];
    });
    return modelList(family, models);
  }
}

/** Anthropic's clients say so on the path that both families share. */
function familyOf(request: FastifyRequest): 'openai' | 'anthropic' {
  const path = pathOf(request);
  if (path.startsWith('/anthropic/')) return 'anthropic';
  return path.startsWith('/v1/') && request.headers['anthropic-version'] !== undefined ? 'anthropic' : 'openai';
}
