"""The usual way: every mention a marker of folium, the map made anew at each filter.

What a few lines of folium and Streamlit do, as their tutorials show it; `bench/interaction.py` measures it beside the
app. `USUAL_TABLE` names the table, `USUAL_MARKER` is `circle` (a CircleMarker a row) or `cluster` (MarkerCluster).
"""

from __future__ import annotations

import os

import folium
import pandas as pd
import streamlit as st
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium

st.set_page_config(layout="wide")


@st.cache_data
def read(path: str) -> pd.DataFrame:
    """Return the mentions that have a point."""
    columns = ["place", "governorate", "lat", "lon", "sentence"]
    return pd.read_parquet(path, columns=columns).dropna(subset=["lat", "lon"])


mentions = read(os.environ["USUAL_TABLE"])
chosen = st.multiselect("Governorate", sorted(set(mentions["governorate"]) - {""}))
if chosen:
    mentions = mentions[mentions["governorate"].isin(chosen)]
drawn = folium.Map(location=(35.0, 38.9), zoom_start=7, tiles=None)
target = MarkerCluster().add_to(drawn) if os.environ["USUAL_MARKER"] == "cluster" else drawn
for row in mentions.itertuples():
    if os.environ["USUAL_MARKER"] == "cluster":
        folium.Marker((row.lat, row.lon), tooltip=row.place).add_to(target)
    else:
        folium.CircleMarker((row.lat, row.lon), radius=5, tooltip=row.place).add_to(target)
st_folium(drawn, key="map", use_container_width=True, returned_objects=[])
st.caption(f"{len(mentions)} mentions")
