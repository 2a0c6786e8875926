"""What tests are made of: records, rules, files and settings, and what is asked of them."""
