import { Injectable } from '@nestjs/common';
import { ProviderTokenStrategy } from './openid/provider-token.strategy.js';
import { ServiceTokenStrategy } from './service-accounts/service-token.strategy.js';
import { AccessTokenStrategy } from './sessions/access-token.strategy.js';

/** The ways in which a request may say who asks, in the order in which they are tried. */
@Injectable()
export class AuthenticationStrategies {
  /** Passport's names of them. */
  readonly names: string[];

  constructor(people: AccessTokenStrategy, machines: ServiceTokenStrategy, bearers: ProviderTokenStrategy) {
    this.names = [people.name, machines.name, bearers.name];
  }
}
