"""The languages of the web door besides the English of the code, and how their sentences are collected."""
