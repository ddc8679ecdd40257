"""Training and measuring at home: nothing here runs in the newsroom."""
