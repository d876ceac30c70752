import { digestSchema, listTools, reapproveTool, toolNameSchema, type PersonActor } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { Actor, ActorGuard } from './actor-guard.js';
import { parse, valueOf } from './parse.js';
import { rpcToken } from './tokens.js';

const reapproveBody = z.strictObject({ definitionDigest: digestSchema });

/** The governed tools, and those whose servers have changed them. */
@Controller('api/v1/tools')
@UseGuards(ActorGuard)
export class ToolsController {
  constructor(@Inject(rpcToken) private readonly rpc: RpcPort) {}

  @Get()
  list(@Actor() actor: PersonActor) {
    return valueOf(this.rpc.call(listTools, { actor }));
  }

  @Post(':tool/reapprove')
  @HttpCode(200)
  reapprove(@Actor() actor: PersonActor, @Param('tool') name: string, @Body() body: unknown) {
    const tool = parse(toolNameSchema, name);
    return valueOf(this.rpc.call(reapproveTool, { actor, tool, ...parse(reapproveBody, body) }));
  }
}
