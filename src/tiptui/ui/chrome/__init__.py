"""Everything around the panes and over them: keys, search line, help, menus, problems."""
