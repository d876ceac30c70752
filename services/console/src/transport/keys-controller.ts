import {
  agentNameSchema,
  identifierSchema,
  issueAgentKey,
  issuePersonToken,
  listAgentKeys,
  personNameSchema,
  revokeAgentKey,
  revokePersonToken,
  type PersonActor,
} from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Controller, Delete, Get, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { newSecret } from '../domain/new-secret.js';
import { secretDigest } from '../domain/secret-digest.js';
import { Actor, ActorGuard } from './actor-guard.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

/** Keys of agents and tokens of people. The console makes them and shows them once; only digests go further. */
@Controller('api/v1')
@UseGuards(ActorGuard)
export class KeysController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Get('agent-keys')
  list(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(listAgentKeys, { actor }));
  }

  @Post('agents/:agent/keys')
  async issue(@Actor() actor: PersonActor, @Param('agent') agent: string) {
    const key = newSecret('csa');
    const { keyId } = await valueOf(
      this.rpc.call(issueAgentKey, { actor, agent: parse(agentNameSchema, agent), keyDigest: secretDigest(key) }),
    );
    return { keyId, key };
  }

  @Delete('agent-keys/:id')
  revoke(@Actor() actor: PersonActor, @Param('id') id: string) {
    return valueOf(this.rpc.call(revokeAgentKey, { actor, keyId: parse(identifierSchema, id) }));
  }

  @Post('people/:person/tokens')
  async issueToken(@Actor() actor: PersonActor, @Param('person') person: string) {
    const token = newSecret('csp');
    const { tokenId } = await valueOf(
      this.rpc.call(issuePersonToken, {
        actor,
        person: parse(personNameSchema, person),
        tokenDigest: secretDigest(token),
      }),
    );
    return { tokenId, token };
  }

  @Delete('people-tokens/:id')
  revokeToken(@Actor() actor: PersonActor, @Param('id') id: string) {
    return valueOf(this.rpc.call(revokePersonToken, { actor, tokenId: parse(identifierSchema, id) }));
  }
}
