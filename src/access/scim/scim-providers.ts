import { ChangeGroup } from './change-group.js';
import { ChangeUser } from './change-user.js';
import { CreateUser } from './create-user.js';
import { DirectoryEvents } from './directory-events.js';
import { DirectoryGroupsController } from './directory-groups.controller.js';
import { ScimDiscoveryController } from './discovery.controller.js';
import { EndMembership } from './end-membership.js';
import { FindResources } from './find-resources.js';
import { FollowSaid } from './follow-said.js';
import { GroupMembers } from './group-members.js';
import { GroupProposals } from './group-proposals.js';
import { ScimGroupsController } from './groups.controller.js';
import { KeepUser } from './keep-user.js';
import { MapGroup } from './map-group.js';
import { Presence } from './presence.js';
import { ReadGroups } from './read-groups.js';
import { RemoveUser } from './remove-user.js';
import { ScimUsersController } from './users.controller.js';

export const SCIM_CONTROLLERS = [
  DirectoryGroupsController,
  ScimDiscoveryController,
  ScimGroupsController,
  ScimUsersController,
];

/** The directory that keeps the staff, as the module provides it. */
export const SCIM_PROVIDERS = [
  ChangeGroup,
  ChangeUser,
  CreateUser,
  DirectoryEvents,
  EndMembership,
  FindResources,
  FollowSaid,
  GroupMembers,
  GroupProposals,
  KeepUser,
  MapGroup,
  Presence,
  ReadGroups,
  RemoveUser,
];
