#pragma once
// The tables of all settings. Internal to this folder.
#include "config/settings.hpp"
#include "config/table.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::config {

Keys<CommonSettings> common_keys();
Keys<core::SiteSettings> checkpoint_keys();
Keys<EdgeSettings> edge_keys();
/// With `checkpoints.SITE.*` for each of `sites`, which must be in the struct's list when a key is
/// read or printed.
Keys<HubSettings> hub_keys(const std::vector<core::Site>& sites);
Keys<core::RulePack> rule_pack_keys();
/// Columns of [[bridge.profiles]].
Keys<core::CameraProfile> camera_profile_columns();
/// Of [bridge.national].
Keys<core::NationalQueueSettings> national_keys();

}  // namespace otkel::config
